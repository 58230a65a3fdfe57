output "node_group" {
  description = "Name of the node group."
  value       = aws_eks_node_group.this.node_group_name
}

output "node_role_arn" {
  description = "The nodes' role."
  value       = aws_iam_role.node.arn
}

output "pod_role_arn" {
  description = "The role of Tenure's pods."
  value       = aws_iam_role.pod.arn
}

output "node_security_group_id" {
  description = "The nodes' own security group."
  value       = aws_security_group.node.id
}

output "bucket" {
  description = "Bucket with models/, artifacts/, kv/ and backups/."
  value       = module.bucket.name
}
