# Plans against a mocked provider: no account, no network.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_eks_cluster" {
    defaults = {
      vpc_config = [{ cluster_security_group_id = "sg-0123456789abcdef0", vpc_id = "vpc-0123456789abcdef0" }]
    }
  }
}

variables {
  region       = "us-west-2"
  cluster_name = "agents"
  subnet_ids   = ["subnet-0123456789abcdef0"]
}

run "the_nodes_run_the_neuron_ami_and_nothing_else_lands_on_them" {
  command = plan

  assert {
    condition     = aws_eks_node_group.this.ami_type == "AL2023_x86_64_NEURON"
    error_message = "Not the AMI with the Neuron driver."
  }

  assert {
    condition     = one(aws_eks_node_group.this.taint).key == "aws.amazon.com/neuron"
    error_message = "The taint that the manifests tolerate is missing."
  }
}

run "credentials_and_disks_are_guarded" {
  command = plan

  assert {
    condition     = aws_launch_template.node.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv1 is allowed."
  }

  assert {
    condition     = aws_launch_template.node.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Pods can take the node's role."
  }

  assert {
    condition     = aws_launch_template.node.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "The root volume is not encrypted."
  }
}

run "nobody_comes_in_from_outside_by_default" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.api) == 0
    error_message = "A port is open although no security group was named."
  }
}

run "each_role_is_for_one_service_account" {
  command = plan

  assert {
    condition     = { for name, each in aws_eks_pod_identity_association.pod : name => "${each.namespace}/${each.service_account}" } == { serve = "tenure/tenure", compile = "tenure/tenure-compile" }
    error_message = "Not the service accounts of infra/kubernetes/common.yaml."
  }

  assert {
    condition     = module.node_role.policies == toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"])
    error_message = "The nodes' role has other policies than nodes need."
  }

  assert {
    condition     = alltrue([for role in module.pod_role : role.policies == toset(["bucket"])])
    error_message = "A pod's role may do more than use the bucket."
  }
}

run "a_capacity_block_needs_its_reservation" {
  command = plan

  variables {
    capacity_type = "CAPACITY_BLOCK"
  }

  expect_failures = [var.capacity_type]
}
