# Trainium nodes for a cluster that exists, and the role of Tenure's pods. The cluster needs the add-on
# eks-pod-identity-agent, and AWS's neuron-helm-chart for the device plugin and its scheduler extension.

data "aws_eks_cluster" "this" {
  name = var.cluster_name
}

locals {
  tags = merge({ Name = var.name, Project = "tenure" }, var.tags)

  pod_policies = {
    serve   = { service_account = var.service_account, policy = module.bucket.serve_policy_json }
    compile = { service_account = "${var.service_account}-compile", policy = module.bucket.compile_policy_json }
  }
}

module "bucket" {
  source = "../modules/bucket"

  name                    = var.name
  kms_key_arn             = var.kms_key_arn
  kv_days                 = var.kv_days
  noncurrent_version_days = var.noncurrent_version_days
}

# The nodes' own role: join the cluster, pull images, give pods addresses. Nothing of Tenure's.

module "node_role" {
  source = "../modules/role"

  name_prefix = "${var.name}-node-"
  service     = "ec2.amazonaws.com"

  managed_policies = toset(concat(
    ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
    var.attach_cni_policy ? ["AmazonEKS_CNI_Policy"] : [],
  ))
}

# The pods' roles, each for one service account: those that serve, and those that compile.

module "pod_role" {
  source   = "../modules/role"
  for_each = local.pod_policies

  name_prefix    = "${var.name}-${each.key}-"
  service        = "pods.eks.amazonaws.com"
  assume_actions = ["sts:AssumeRole", "sts:TagSession"]
  policies       = { bucket = each.value.policy }
}

resource "aws_eks_pod_identity_association" "pod" {
  for_each = local.pod_policies

  cluster_name    = data.aws_eks_cluster.this.name
  namespace       = var.namespace
  service_account = each.value.service_account
  role_arn        = module.pod_role[each.key].arn
}

# Beside the cluster's own group, which nodes and control plane talk through.

resource "aws_security_group" "node" {
  name_prefix = "${var.name}-node-"
  description = "Tenure: the API for the load balancers that are named, nothing else"
  vpc_id      = data.aws_eks_cluster.this.vpc_config[0].vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "api" {
  for_each = var.api_security_group_ids

  security_group_id            = aws_security_group.node.id
  description                  = "Tenure API"
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
  referenced_security_group_id = each.value
}

resource "aws_launch_template" "node" {
  name_prefix            = "${var.name}-"
  update_default_version = true
  instance_type          = var.instance_type

  vpc_security_group_ids = [
    data.aws_eks_cluster.this.vpc_config[0].cluster_security_group_id,
    aws_security_group.node.id,
  ]

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # One hop: pods do not get the node's role. Theirs comes from Pod Identity.
    http_put_response_hop_limit = var.metadata_hop_limit
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.root_gib
      encrypted             = true
      kms_key_id            = var.kms_key_arn
      delete_on_termination = true
    }
  }

  dynamic "instance_market_options" {
    for_each = var.capacity_type == "CAPACITY_BLOCK" ? [1] : []

    content {
      market_type = "capacity-block"
    }
  }

  dynamic "capacity_reservation_specification" {
    for_each = var.capacity_reservation_id == null ? [] : [var.capacity_reservation_id]

    content {
      capacity_reservation_target {
        capacity_reservation_id = capacity_reservation_specification.value
      }
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = local.tags
  }

  tag_specifications {
    resource_type = "volume"
    tags          = local.tags
  }
}

resource "aws_eks_node_group" "this" {
  cluster_name           = data.aws_eks_cluster.this.name
  node_group_name_prefix = "${var.name}-"
  node_role_arn          = module.node_role.arn # complete, or nodes that join would never get ready
  subnet_ids             = var.subnet_ids
  # Amazon Linux 2023 with the Neuron driver; null: the latest release when the group is made.
  ami_type        = "AL2023_x86_64_NEURON"
  release_version = var.ami_release_version
  capacity_type   = var.capacity_type

  launch_template {
    id      = aws_launch_template.node.id
    version = aws_launch_template.node.latest_version
  }

  scaling_config {
    min_size     = var.min_size
    desired_size = var.desired_size
    max_size     = var.max_size
  }

  update_config {
    max_unavailable = 1
  }

  # Only pods that ask for the chip's resources run here.
  taint {
    key    = "aws.amazon.com/neuron"
    value  = "true"
    effect = "NO_SCHEDULE"
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }
}
