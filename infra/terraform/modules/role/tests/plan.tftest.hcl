# Plans against a mocked provider: no account, no network.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws-us-gov" }
  }
}

variables {
  name_prefix = "tenure-"
  service     = "ec2.amazonaws.com"
}

run "one_service_may_take_the_role" {
  command = plan

  assert {
    condition     = one(one(data.aws_iam_policy_document.assume.statement).principals).identifiers == toset(["ec2.amazonaws.com"])
    error_message = "Not the service that was named."
  }

  assert {
    condition     = output.policies == toset([])
    error_message = "A role that was given no policy has one."
  }
}

run "managed_policies_are_those_of_the_partition" {
  command = plan

  variables {
    managed_policies = ["AmazonSSMManagedInstanceCore"]
  }

  assert {
    condition     = one(values(aws_iam_role_policy_attachment.this)).policy_arn == "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore"
    error_message = "Not AWS's policy of that name."
  }
}
