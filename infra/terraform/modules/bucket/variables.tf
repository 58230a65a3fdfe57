variable "name" {
  description = "First part of the bucket's name; AWS adds a unique end."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,35}$", var.name))
    error_message = "At most 36 of a-z, 0-9 and -, not beginning with -."
  }
}

variable "kms_key_arn" {
  description = "KMS key of the bucket; null: S3's own keys (SSE-S3)."
  type        = string
  default     = null
}

variable "kv_days" {
  description = "Days after which KV blocks are deleted."
  type        = number
  default     = 14

  validation {
    condition     = var.kv_days >= 1
    error_message = "At least 1."
  }
}

variable "noncurrent_version_days" {
  description = "Days for which overwritten and deleted objects can be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "At least 1."
  }
}
