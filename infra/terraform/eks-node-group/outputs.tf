output "node_group" {
  description = "Name of the node group."
  value       = aws_eks_node_group.this.node_group_name
}

output "node_role_arn" {
  description = "The nodes' role."
  value       = module.node_role.arn
}

output "pod_role_arns" {
  description = "The roles of Tenure's pods: serve and compile."
  value       = { for name, role in module.pod_role : name => role.arn }
}

output "node_security_group_id" {
  description = "The nodes' own security group."
  value       = aws_security_group.node.id
}

output "bucket" {
  description = "Bucket with models/, artifacts/, kv/ and backups/."
  value       = module.bucket.name
}
