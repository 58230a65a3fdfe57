#define TENURE_ISA amx
#include "isa.inc.h"
