// How fast this machine can be: instructions that multiply, and bytes read from memory, on all of its cores,
// with the instruction set that this is compiled for (AVX2 or more).
//
// Each rate is the sum over pinned threads that run at the same time, each the best of several short runs.
// Prints one line of JSON.
#include <immintrin.h>
#include <pthread.h>
#include <sched.h>

#include <barrier>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

namespace {

constexpr int kRepeats = 9;
constexpr long kRounds = 2'000'000;
constexpr size_t kBytesPerThread = size_t{256} << 20;  // well past the last cache

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

#ifdef __AVX512F__
using Vector = __m512i;
#else
using Vector = __m256i;
#endif
constexpr int kBytes = sizeof(Vector);

// Twelve independent sums: more than latency times throughput of any of these instructions. In assembly,
// because compilers copy the sums around the intrinsics. The numbers are zeros: no instruction asks.
constexpr int kSums = 12;

// Multiply-adds per second of an instruction that does `macs` of them and adds to its first operand.
#define TENURE_RATE(name, instruction, macs)                                                             \
  double name() {                                                                                        \
    Vector sums[kSums] = {};                                                                             \
    const Vector x = {};                                                                                 \
    const double start = now();                                                                          \
    for (long round = 0; round < kRounds; ++round)                                                       \
      _Pragma("GCC unroll 12") for (int i = 0; i < kSums;                                                \
                                    ++i) asm volatile(instruction " %1, %1, %0" : "+v"(sums[i]) : "v"(x)); \
    return double{macs} * kSums * kRounds / (now() - start);                                             \
  }

TENURE_RATE(float_rate, "vfmadd231ps", kBytes / 4)

#ifdef __AVX512BF16__
TENURE_RATE(bf16_rate, "vdpbf16ps", kBytes / 2)
#else
constexpr auto bf16_rate = float_rate;  // widened, and multiplied as floats
#endif

#if defined(__AVX512VNNI__) || defined(__AVXVNNI__)
#ifdef __AVX512VNNI__
TENURE_RATE(int8_rate, "vpdpbusd", kBytes)
#else
TENURE_RATE(int8_rate, "%{vex%} vpdpbusd", kBytes)
#endif
constexpr auto int4_rate = int8_rate;
#else

// An instruction of three operands, the second and third being `y`.
#define TENURE_OF(instruction, out, y) asm volatile(instruction " %1, %1, %0" : "=v"(out) : "v"(y))
#define TENURE_ADD(instruction, sum, y) asm volatile(instruction " %1, %0, %0" : "+v"(sum) : "v"(y))

// Any bytes: widened to 16 bits, for products of bytes in pairs saturate. The widening itself is not counted:
// one of a weight serves many rows.
double int8_rate() {
  Vector sums[kSums] = {};
  const Vector x = {};
  const double start = now();
  for (long round = 0; round < kRounds; ++round)
    _Pragma("GCC unroll 12") for (int i = 0; i < kSums; ++i) {
      Vector product;
      TENURE_OF("vpmaddwd", product, x);
      TENURE_ADD("vpaddd", sums[i], product);
    }
  return kBytes / 2.0 * kSums * kRounds / (now() - start);
}

// Bytes by 4-bit codes: a pair is at most 2 * 127 * 15, so that eight of them fit into 16 bits.
double int4_rate() {
  constexpr int kPairs = 8;
  Vector sums[kSums] = {};
  const Vector x = {};
  const double start = now();
  for (long round = 0; round < kRounds / kPairs; ++round)
    _Pragma("GCC unroll 12") for (int i = 0; i < kSums; ++i) {
      Vector pairs, product;
      TENURE_OF("vpmaddubsw", pairs, x);
      _Pragma("GCC unroll 8") for (int pair = 1; pair < kPairs; ++pair) {
        TENURE_OF("vpmaddubsw", product, x);
        TENURE_ADD("vpaddw", pairs, product);
      }
      TENURE_ADD("vpmaddwd", pairs, x);
      TENURE_ADD("vpaddd", sums[i], pairs);
    }
  return double{kBytes} * kPairs * kSums * (kRounds / kPairs) / (now() - start);
}
#endif

double bytes_per_second(const char* memory) {
  constexpr int kStride = 256, kLoads = kStride / kBytes;
  Vector sums[kLoads] = {};
  const double start = now();
  for (size_t at = 0; at < kBytesPerThread; at += kStride)
    for (int i = 0; i < kLoads; ++i) sums[i] |= *reinterpret_cast<const Vector*>(memory + at + kBytes * i);
  const double seconds = now() - start;
  for (const Vector& sum : sums) asm volatile("" : : "v"(sum));
  return kBytesPerThread / seconds;
}

void pin(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

// The best sum over all cores of several rounds in which all measure at once.
template <class Measure>
double best_of_all(const std::vector<int>& cores, Measure measure) {
  std::vector<std::vector<double>> rates(cores.size(), std::vector<double>(kRepeats));
  std::barrier together(static_cast<std::ptrdiff_t>(cores.size()));
  std::vector<std::thread> threads;
  for (size_t i = 0; i < cores.size(); ++i)
    threads.emplace_back([&, i] {
      pin(cores[i]);
      char* memory = static_cast<char*>(std::aligned_alloc(64, kBytesPerThread));
      if (memory == nullptr) std::abort();
      std::memset(memory, 1, kBytesPerThread);
      for (int repeat = 0; repeat < kRepeats; ++repeat) {
        together.arrive_and_wait();
        rates[i][repeat] = measure(memory);
      }
      std::free(memory);
    });
  for (auto& thread : threads) thread.join();
  double best = 0;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    double sum = 0;
    for (const auto& mine : rates) sum += mine[repeat];
    best = sum > best ? sum : best;
  }
  return best;
}

}  // namespace

int main() {
  cpu_set_t allowed;
  sched_getaffinity(0, sizeof allowed, &allowed);
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &allowed)) cores.push_back(core);
  const auto macs = [&](double (*rate)()) {
    return best_of_all(cores, [&](const char*) { return rate(); });
  };
  const double int8 = macs(int8_rate), float32 = macs(float_rate);
  const double int4 = int4_rate == int8_rate ? int8 : macs(int4_rate);
  const double bf16 = bf16_rate == float_rate ? float32 : macs(bf16_rate);
  std::printf("{\"num_cores\": %zu, \"int4_macs_per_s\": %.4g, \"int8_macs_per_s\": %.4g, ", cores.size(), int4, int8);
  std::printf("\"bf16_macs_per_s\": %.4g, \"float32_macs_per_s\": %.4g, \"read_bytes_per_s\": %.4g}\n", bf16, float32,
              best_of_all(cores, bytes_per_second));
}
