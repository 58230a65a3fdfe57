#define TENURE_ISA avx512bf16
#include "isa.inc.h"
