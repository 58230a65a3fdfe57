# One bucket for what outlives an instance: models/, artifacts/ (compiled graphs), kv/ (blocks of idle
# sessions) and backups/ (of the session log). What may be done with it is `serve_policy_json` and
# `compile_policy_json`, for one role each.

locals {
  key_statements = var.kms_key_arn == null ? [] : [{
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }]
}

resource "aws_s3_bucket" "this" {
  bucket_prefix = "${var.name}-"
  force_destroy = false
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  # Noncurrent versions exist only once versioning is on.
  depends_on = [aws_s3_bucket_versioning.this]
  bucket     = aws_s3_bucket.this.id

  rule {
    id     = "kv-expires"
    status = "Enabled"

    filter {
      prefix = "kv/"
    }

    # A block that is gone costs time, never content: it is computed again from the log.
    expiration {
      days = var.kv_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  rule {
    id     = "old-versions-expire"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_version_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

data "aws_iam_policy_document" "tls_only" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  # AWS refuses a policy while the public access block is being set.
  depends_on = [aws_s3_bucket_public_access_block.this]
  bucket     = aws_s3_bucket.this.id
  policy     = data.aws_iam_policy_document.tls_only.json
}

# Two policies, because who may write artifacts/ decides what the servers run: they only read it.

data "aws_iam_policy_document" "serve" {
  # Of the whole bucket: S3 says 404 of what is not there only to those who may list, and 403 to others.
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.this.arn]
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = [for prefix in ["models", "artifacts", "kv", "backups"] : "${aws_s3_bucket.this.arn}/${prefix}/*"]
  }

  # Models are put there by people. Old versions stay whatever a server deletes.
  statement {
    sid       = "Write"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [for prefix in ["kv", "backups"] : "${aws_s3_bucket.this.arn}/${prefix}/*"]
  }

  statement {
    sid       = "DropBlocks"
    actions   = ["s3:DeleteObject"]
    resources = ["${aws_s3_bucket.this.arn}/kv/*"]
  }

  dynamic "statement" {
    for_each = local.key_statements

    content {
      sid       = "Key"
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

data "aws_iam_policy_document" "compile" {
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.this.arn]
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = [for prefix in ["models", "artifacts"] : "${aws_s3_bucket.this.arn}/${prefix}/*"]
  }

  statement {
    sid       = "Write"
    actions   = ["s3:PutObject", "s3:AbortMultipartUpload"]
    resources = ["${aws_s3_bucket.this.arn}/artifacts/*"]
  }

  dynamic "statement" {
    for_each = local.key_statements

    content {
      sid       = "Key"
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}
