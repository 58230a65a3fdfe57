output "name" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "policy_json" {
  description = "IAM policy of a server: reads all of Tenure's prefixes, writes all but models/, deletes KV only."
  value       = data.aws_iam_policy_document.access.json
}
