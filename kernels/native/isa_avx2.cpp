#define TENURE_ISA avx2
#include "isa.inc.h"
