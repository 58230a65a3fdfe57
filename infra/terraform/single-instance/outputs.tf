output "instance_id" {
  description = "For `aws ssm start-session --target`."
  value       = aws_instance.this.id
}

output "private_ip" {
  description = "The instance's address in its subnet; the API is on port 8000."
  value       = aws_instance.this.private_ip
}

output "ami_id" {
  description = "The AMI that the instance was started from."
  value       = aws_instance.this.ami
}

output "data_volume_id" {
  description = "The EBS volume of the session log."
  value       = aws_ebs_volume.data.id
}

output "bucket" {
  description = "Bucket with models/, artifacts/, kv/ and backups/."
  value       = module.bucket.name
}

output "role_arn" {
  description = "The instance's role."
  value       = module.role.arn
}

output "security_group_id" {
  description = "The instance's security group."
  value       = aws_security_group.instance.id
}
