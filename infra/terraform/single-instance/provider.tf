provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ Project = "tenure" }, var.tags)
  }
}
