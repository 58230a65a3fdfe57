output "arn" {
  description = "The role's ARN, known once its policies are attached."
  value       = aws_iam_role.this.arn
  depends_on  = [aws_iam_role_policy.this, aws_iam_role_policy_attachment.this]
}

output "name" {
  description = "The role's name."
  value       = aws_iam_role.this.name
}

output "policies" {
  description = "Names of what the role may do: its own policies, and AWS's managed ones."
  value       = setunion(keys(aws_iam_role_policy.this), keys(aws_iam_role_policy_attachment.this))
}
