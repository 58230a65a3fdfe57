variable "region" {
  description = "AWS region of the cluster."
  type        = string
}

variable "cluster_name" {
  description = "An EKS cluster that exists."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of the cluster, in zones that have the instance type."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 1
    error_message = "At least one."
  }
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
  description = "A Trainium instance; the RayService manifests are for trn1.32xlarge and trn2.48xlarge."
  type        = string
  default     = "trn1.32xlarge"

  validation {
    condition     = contains(["trn1.2xlarge", "trn1.32xlarge", "trn1n.32xlarge", "trn2.48xlarge"], var.instance_type)
    error_message = "trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge or trn2.48xlarge."
  }
}

variable "min_size" {
  description = "Fewest nodes."
  type        = number
  default     = 0
}

variable "desired_size" {
  description = "Nodes at first; later it belongs to whoever scales."
  type        = number
  default     = 1
}

variable "max_size" {
  description = "Most nodes; an upgrade that brings up a new RayCluster needs twice what serves."
  type        = number
  default     = 2
}

variable "capacity_type" {
  description = "ON_DEMAND, SPOT, or CAPACITY_BLOCK with capacity_reservation_id."
  type        = string
  default     = "ON_DEMAND"

  validation {
    condition     = contains(["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"], var.capacity_type)
    error_message = "ON_DEMAND, SPOT or CAPACITY_BLOCK."
  }

  validation {
    condition     = var.capacity_type != "CAPACITY_BLOCK" || var.capacity_reservation_id != null
    error_message = "CAPACITY_BLOCK needs capacity_reservation_id."
  }
}

variable "capacity_reservation_id" {
  description = "Capacity reservation of the nodes; null: none."
  type        = string
  default     = null
}

variable "ami_release_version" {
  description = "Release of EKS's Neuron AMI; null: the latest when the group is made."
  type        = string
  default     = null
}

variable "root_gib" {
  description = "Root volume of a node in GiB: images, the model, its compiled shards."
  type        = number
  default     = 500
}

variable "metadata_hop_limit" {
  description = "1: pods cannot ask the instance's metadata. 2 where a pod of yours must, with the node's role in reach."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2], var.metadata_hop_limit)
    error_message = "1 or 2."
  }
}

variable "attach_cni_policy" {
  description = "Whether the nodes' role gives pods addresses; false where the VPC CNI has a role of its own."
  type        = bool
  default     = true
}

variable "api_security_group_ids" {
  description = "Security groups, such as a load balancer's, that may reach port 8000. Empty: nobody from outside."
  type        = set(string)
  default     = []
}

variable "namespace" {
  description = "Namespace of the RayService."
  type        = string
  default     = "tenure"
}

variable "service_account" {
  description = "Service account of infra/kubernetes/common.yaml; that of the compile job has -compile behind it."
  type        = string
  default     = "tenure"
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
