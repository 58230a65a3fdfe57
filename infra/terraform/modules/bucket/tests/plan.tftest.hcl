# Plans against a mocked provider: no account, no network.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

variables {
  name = "tenure"
}

run "the_bucket_is_private_versioned_and_encrypted" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "The public could be let in."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "An overwritten object would be lost."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Not encrypted with S3's keys."
  }
}

run "a_key_of_your_own_is_used" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "The key is not used."
  }
}

run "only_kv_expires_while_it_is_current" {
  command = plan

  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.filter[0].prefix if length(rule.expiration) > 0] == ["kv/"]
    error_message = "Something else than KV blocks is deleted by age."
  }
}

run "only_who_compiles_writes_artifacts_and_nobody_models" {
  # The mocked provider knows ARNs once it has applied.
  command = apply

  assert {
    condition = !anytrue([
      for statement in data.aws_iam_policy_document.serve.statement :
      contains(statement.actions, "s3:PutObject") && anytrue([for arn in statement.resources : length(regexall("/(artifacts|models)/", arn)) > 0])
    ])
    error_message = "A server may write what servers run."
  }

  assert {
    condition = [
      for statement in data.aws_iam_policy_document.compile.statement :
      [for arn in statement.resources : replace(arn, aws_s3_bucket.this.arn, "")] if contains(statement.actions, "s3:PutObject")
    ] == [["/artifacts/*"]]
    error_message = "Who compiles may write something else than artifacts, or not those."
  }
}

run "a_key_is_for_both" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  assert {
    condition = alltrue([
      for document in [data.aws_iam_policy_document.serve, data.aws_iam_policy_document.compile] :
      contains(flatten([for statement in document.statement : tolist(statement.resources)]), var.kms_key_arn)
    ])
    error_message = "A role could not read what is encrypted with the key."
  }
}
