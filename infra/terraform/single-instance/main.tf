# One Trainium instance with the Neuron base AMI (driver and tools; Tenure's image brings the rest), reached
# through Session Manager: no key pair, no open port.

data "aws_ssm_parameter" "ami" {
  name = var.ami_ssm_parameter
}

data "aws_subnet" "this" {
  id = var.subnet_id
}

module "bucket" {
  source = "../modules/bucket"

  name                    = var.name
  kms_key_arn             = var.kms_key_arn
  kv_days                 = var.kv_days
  noncurrent_version_days = var.noncurrent_version_days
}

module "role" {
  source = "../modules/role"

  name_prefix = "${var.name}-"
  service     = "ec2.amazonaws.com"

  # It serves, and compiles what it serves.
  policies = {
    serve   = module.bucket.serve_policy_json
    compile = module.bucket.compile_policy_json
  }

  # A shell without SSH: the least of AWS's managed policies that Session Manager works with.
  managed_policies = ["AmazonSSMManagedInstanceCore"]
}

resource "aws_iam_instance_profile" "instance" {
  name_prefix = "${var.name}-"
  role        = module.role.name
}

resource "aws_security_group" "instance" {
  name_prefix = "${var.name}-"
  description = "Tenure: the API for those who are named, nothing else"
  vpc_id      = data.aws_subnet.this.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "api" {
  for_each = var.api_cidr_blocks

  security_group_id = aws_security_group.instance.id
  description       = "Tenure API"
  ip_protocol       = "tcp"
  from_port         = 8000
  to_port           = 8000
  cidr_ipv4         = each.value
}

# Session Manager, S3, image and Python registries: 443. Ubuntu's package mirrors: 80.
resource "aws_vpc_security_group_egress_rule" "web" {
  for_each = toset(["80", "443"])

  security_group_id = aws_security_group.instance.id
  description       = "Session Manager, S3, registries and package mirrors"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.value)
  to_port           = tonumber(each.value)
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_instance" "this" {
  ami                    = data.aws_ssm_parameter.ami.insecure_value
  instance_type          = var.instance_type
  subnet_id              = var.subnet_id
  vpc_security_group_ids = [aws_security_group.instance.id]
  iam_instance_profile   = aws_iam_instance_profile.instance.name

  associate_public_ip_address = false
  disable_api_termination     = var.protect
  ebs_optimized               = true

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # One hop more than the host, so that the container can ask for the role's credentials.
    http_put_response_hop_limit = 2
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.root_gib
    encrypted   = true
    kms_key_id  = var.kms_key_arn
    tags        = { Name = "${var.name}-root" }
  }

  dynamic "instance_market_options" {
    for_each = var.capacity_block ? [1] : []

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

  tags = { Name = var.name }

  lifecycle {
    # A newer AMI is an upgrade (infra/runbook.md), not a side effect of the next apply.
    ignore_changes = [ami]
  }
}

# The session log lives apart from the instance: an upgrade replaces the one and keeps the other.
resource "aws_ebs_volume" "data" {
  availability_zone = data.aws_subnet.this.availability_zone
  type              = "gp3"
  size              = var.data_gib
  encrypted         = true
  kms_key_id        = var.kms_key_arn
  tags              = { Name = "${var.name}-data" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.data.id
  instance_id = aws_instance.this.id
}
