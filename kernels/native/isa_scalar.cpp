#define TENURE_ISA scalar
#include "isa.inc.h"
