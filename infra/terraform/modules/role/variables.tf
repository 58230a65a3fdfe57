variable "name_prefix" {
  description = "First part of the role's name; AWS adds a unique end."
  type        = string

  validation {
    condition     = length(var.name_prefix) <= 38
    error_message = "At most 38 characters: IAM's limit for a prefix."
  }
}

variable "service" {
  description = "The service that takes the role, as ec2.amazonaws.com."
  type        = string
}

variable "assume_actions" {
  description = "What the service may do with the role."
  type        = list(string)
  default     = ["sts:AssumeRole"]
}

variable "policies" {
  description = "Policies in JSON, by name."
  type        = map(string)
  default     = {}
}

variable "managed_policies" {
  description = "Names of AWS's managed policies."
  type        = set(string)
  default     = []
}
