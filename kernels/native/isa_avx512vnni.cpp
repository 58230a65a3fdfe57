#define TENURE_ISA avx512vnni
#include "isa.inc.h"
