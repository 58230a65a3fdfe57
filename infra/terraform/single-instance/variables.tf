variable "region" {
  description = "AWS region that has the instance type."
  type        = string
}

variable "name" {
  description = "Name of what is made, and first part of the bucket's."
  type        = string
  default     = "tenure"
}

variable "tags" {
  description = "Tags on everything, besides Project = tenure."
  type        = map(string)
  default     = {}
}

variable "instance_type" {
  description = "A Trainium instance."
  type        = string
  default     = "trn1.2xlarge"

  validation {
    condition     = contains(["trn1.2xlarge", "trn1.32xlarge", "trn1n.32xlarge", "trn2.48xlarge"], var.instance_type)
    error_message = "trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge or trn2.48xlarge."
  }
}

variable "subnet_id" {
  description = "A private subnet with a way to Session Manager, S3 and an image registry (NAT or VPC endpoints)."
  type        = string
}

variable "api_cidr_blocks" {
  description = "Networks that may reach port 8000. Empty: nobody; forward the port with Session Manager."
  type        = set(string)
  default     = []

  validation {
    condition     = !contains(var.api_cidr_blocks, "0.0.0.0/0") && alltrue([for block in var.api_cidr_blocks : can(cidrhost(block, 0))])
    error_message = "IPv4 networks, and not everybody (0.0.0.0/0): put a load balancer with TLS in front instead."
  }
}

variable "ami_ssm_parameter" {
  description = "SSM parameter with the AMI's id. AWS publishes the latest Neuron base AMI under this name."
  type        = string
  default     = "/aws/service/neuron/dlami/base/ubuntu-24.04/latest/image_id"
}

variable "root_gib" {
  description = "Root volume in GiB: the image of the Neuron SDK, the model and its compiled shards."
  type        = number
  default     = 300
}

variable "data_gib" {
  description = "Volume of the session log, in GiB."
  type        = number
  default     = 100
}

variable "kms_key_arn" {
  description = "KMS key of volumes and bucket; null: the account's EBS key and S3's own keys."
  type        = string
  default     = null
}

variable "kv_days" {
  description = "Days after which KV blocks in the bucket are deleted."
  type        = number
  default     = 14
}

variable "noncurrent_version_days" {
  description = "Days for which overwritten and deleted objects of the bucket can be brought back."
  type        = number
  default     = 30
}

variable "capacity_reservation_id" {
  description = "Capacity reservation to start in; null: on demand."
  type        = string
  default     = null
}

variable "capacity_block" {
  description = "Whether capacity_reservation_id is a Capacity Block for ML, as is usual for trn2."
  type        = bool
  default     = false

  validation {
    condition     = !var.capacity_block || var.capacity_reservation_id != null
    error_message = "A capacity block needs capacity_reservation_id."
  }
}

variable "protect" {
  description = "Refuse to terminate the instance through the API."
  type        = bool
  default     = true
}
