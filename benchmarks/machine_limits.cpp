// How fast this machine can be: instructions that multiply, and bytes read from memory, on all of its cores.
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

// Twelve independent sums: more than latency times throughput of any of these instructions. In assembly,
// because compilers copy the sums around the intrinsics.
#define TENURE_RATE(name, instruction)                                                                     \
  double name() {                                                                                          \
    __m512i sums[12] = {};                                                                                 \
    const __m512i x = _mm512_setzero_si512();                                                              \
    const double start = now();                                                                            \
    for (long round = 0; round < kRounds; ++round)                                                         \
      _Pragma("GCC unroll 12") for (int i = 0; i < 12;                                                     \
                                    ++i) asm volatile(instruction " %1, %1, %0" : "+v"(sums[i]) : "v"(x)); \
    return 12.0 * kRounds / (now() - start);                                                               \
  }

TENURE_RATE(int8_rate, "vpdpbusd")
TENURE_RATE(bf16_rate, "vdpbf16ps")
TENURE_RATE(float_rate, "vfmadd231ps")

double bytes_per_second(const char* memory) {
  __m512i sums[4] = {};
  const double start = now();
  for (size_t at = 0; at < kBytesPerThread; at += 256)
    for (int i = 0; i < 4; ++i) sums[i] = _mm512_or_si512(sums[i], _mm512_load_si512(memory + at + 64 * i));
  const double seconds = now() - start;
  asm volatile("" : : "v"(sums[0]), "v"(sums[1]), "v"(sums[2]), "v"(sums[3]));
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
  const auto macs = [&](int per_instruction, double (*rate)()) {
    return per_instruction * best_of_all(cores, [&](const char*) { return rate(); });
  };
  std::printf("{\"num_cores\": %zu, \"int8_macs_per_s\": %.4g, \"bf16_macs_per_s\": %.4g, ", cores.size(),
              macs(64, int8_rate), macs(32, bf16_rate));
  std::printf("\"float32_macs_per_s\": %.4g, \"read_bytes_per_s\": %.4g}\n", macs(16, float_rate),
              best_of_all(cores, bytes_per_second));
}
