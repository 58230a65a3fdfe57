# Plans against a mocked provider: no account, no network.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  region    = "us-west-2"
  subnet_id = "subnet-0123456789abcdef0"
}

run "nobody_comes_in_by_default" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.api) == 0
    error_message = "A port is open although no network was named."
  }

  assert {
    condition     = aws_instance.this.associate_public_ip_address == false
    error_message = "The instance has a public address."
  }
}

run "credentials_and_disks_are_guarded" {
  command = plan

  assert {
    condition     = aws_instance.this.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv1 is allowed."
  }

  assert {
    condition     = aws_instance.this.root_block_device[0].encrypted && aws_ebs_volume.data.encrypted
    error_message = "A volume is not encrypted."
  }
}

run "only_the_port_of_the_api_opens" {
  command = plan

  variables {
    api_cidr_blocks = ["10.0.0.0/16"]
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.api : [rule.from_port, rule.to_port, rule.cidr_ipv4]] == [[8000, 8000, "10.0.0.0/16"]]
    error_message = "Not exactly port 8000 for 10.0.0.0/16."
  }
}

run "everybody_is_refused" {
  command = plan

  variables {
    api_cidr_blocks = ["0.0.0.0/0"]
  }

  expect_failures = [var.api_cidr_blocks]
}

run "another_instance_type_is_refused" {
  command = plan

  variables {
    instance_type = "g5.xlarge"
  }

  expect_failures = [var.instance_type]
}

run "a_capacity_block_needs_its_reservation" {
  command = plan

  variables {
    capacity_block = true
  }

  expect_failures = [var.capacity_block]
}
