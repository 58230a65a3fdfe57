#define TENURE_ISA avx512
#include "isa.inc.h"
