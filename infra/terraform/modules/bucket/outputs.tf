output "name" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "serve_policy_json" {
  description = "IAM policy of a server: reads all of Tenure's prefixes, writes kv/ and backups/, deletes KV only."
  value       = data.aws_iam_policy_document.serve.json
}

output "compile_policy_json" {
  description = "IAM policy of `tenure compile`: reads models/, reads and writes artifacts/, deletes nothing."
  value       = data.aws_iam_policy_document.compile.json
}
