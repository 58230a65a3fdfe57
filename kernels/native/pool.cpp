#include "pool.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace tenure {
namespace {

// One step is some hundred calls with a few microseconds of Python between them. A worker that parked in
// each gap would cost more than the work; one that spins for longer would take a core from its neighbours.
constexpr auto kSpin = std::chrono::microseconds(30);
constexpr int kPausesPerClockRead = 32;

inline void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Waits for condition() for about kSpin; true if it came.
template <class Condition>
bool spin_until(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kSpin;
  do {
    for (int i = 0; i < kPausesPerClockRead; ++i) {
      if (condition()) return true;
      pause();
    }
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

// The open job in one word, so that a claim can never mix two jobs: tasks in the upper half, the next task
// to claim in the lower.
using Ticket = uint64_t;
constexpr int64_t kMaxTasks = 1 << 30;

inline Ticket make_ticket(int64_t num_tasks) { return static_cast<Ticket>(num_tasks) << 32; }
inline int64_t tasks_of(Ticket ticket) { return static_cast<int64_t>(ticket >> 32); }
inline int64_t next_of(Ticket ticket) { return static_cast<int64_t>(ticket & 0xffffffffu); }
inline bool is_open(Ticket ticket) { return next_of(ticket) < tasks_of(ticket); }

class Pool {
 public:
  explicit Pool(int32_t num_threads) {
    for (int32_t i = 1; i < num_threads; ++i) workers_.emplace_back([this] { work(); });
  }

  ~Pool() {
    {
      std::lock_guard<std::mutex> lock(park_);
      stop_.store(true);
    }
    wake_.notify_all();
    for (auto& worker : workers_) worker.join();
  }

  void run(int64_t num_tasks, void (*task)(void*, int64_t), void* context) {
    task_ = task;
    context_ = context;
    finished_.store(0, std::memory_order_relaxed);
    ticket_.store(make_ticket(num_tasks), std::memory_order_seq_cst);
    if (num_parked_.load(std::memory_order_seq_cst) > 0) {
      {
        std::lock_guard<std::mutex> lock(park_);
      }
      wake_.notify_all();
    }
    help();
    const auto all_finished = [&] { return finished_.load(std::memory_order_acquire) == num_tasks; };
    if (spin_until(all_finished)) return;
    std::unique_lock<std::mutex> lock(done_lock_);
    done_.wait(lock, all_finished);
  }

 private:
  // Claims and runs tasks of the open job until none is left.
  void help() {
    while (is_open(ticket_.load(std::memory_order_acquire))) {
      const Ticket claim = ticket_.fetch_add(1, std::memory_order_acq_rel);
      if (!is_open(claim)) return;
      // A claimed task keeps its job alive, so task_ and context_ are this job's.
      task_(context_, next_of(claim));
      const int64_t num_tasks = tasks_of(claim);
      if (finished_.fetch_add(1, std::memory_order_acq_rel) + 1 == num_tasks) {
        {
          std::lock_guard<std::mutex> lock(done_lock_);
        }
        done_.notify_one();
      }
    }
  }

  void work() {
    const auto has_work = [&] { return is_open(ticket_.load(std::memory_order_seq_cst)) || stop_.load(); };
    while (!stop_.load()) {
      help();
      if (spin_until(has_work)) continue;
      std::unique_lock<std::mutex> lock(park_);
      num_parked_.fetch_add(1, std::memory_order_seq_cst);
      wake_.wait(lock, has_work);
      num_parked_.fetch_sub(1, std::memory_order_seq_cst);
    }
  }

  alignas(64) std::atomic<Ticket> ticket_{0};
  alignas(64) std::atomic<int64_t> finished_{0};
  alignas(64) std::atomic<int32_t> num_parked_{0};
  std::atomic<bool> stop_{false};
  void (*task_)(void*, int64_t) = nullptr;
  void* context_ = nullptr;
  std::mutex park_, done_lock_;
  std::condition_variable wake_, done_;
  std::vector<std::thread> workers_;
};

std::mutex caller_lock;  // held by whoever uses or replaces the pool
Pool* pool = nullptr;    // never freed at exit: a worker may outlive static destructors
std::atomic<int32_t> wanted_threads{1};

// The child of a fork has this memory and none of the threads: it starts afresh.
void forget_pool() {
  pool = nullptr;
  new (&caller_lock) std::mutex;
}

const int registered_at_fork = pthread_atfork(nullptr, nullptr, forget_pool);

struct Buffer {
  void* memory = nullptr;
  size_t num_bytes = 0;
  ~Buffer() { std::free(memory); }
};

}  // namespace

void parallel_for(int64_t num_tasks, void (*task)(void*, int64_t), void* context) {
  std::unique_lock<std::mutex> lock(caller_lock, std::defer_lock);
  const bool alone = num_tasks == 1 || num_tasks > kMaxTasks || wanted_threads.load() == 1;
  if (alone || !lock.try_lock()) {
    for (int64_t i = 0; i < num_tasks; ++i) task(context, i);
    return;
  }
  if (pool == nullptr) pool = new Pool(wanted_threads.load());
  pool->run(num_tasks, task, context);
}

int32_t num_threads() { return wanted_threads.load(); }

void* scratch(Scratch kind, size_t num_bytes) {
  static thread_local Buffer buffers[3];
  Buffer& buffer = buffers[kind];
  if (buffer.num_bytes < num_bytes) {
    std::free(buffer.memory);
    buffer.num_bytes = (num_bytes + 4095) / 4096 * 4096;
    buffer.memory = std::aligned_alloc(64, buffer.num_bytes);
    if (buffer.memory == nullptr) buffer.num_bytes = 0;
  }
  return buffer.memory;
}

}  // namespace tenure

extern "C" {

int32_t tenure_num_threads() { return tenure::num_threads(); }

// The pool's threads start with the next job that wants them.
void tenure_set_num_threads(int32_t num_threads) {
  std::lock_guard<std::mutex> lock(tenure::caller_lock);
  if (num_threads == tenure::wanted_threads.load()) return;
  delete tenure::pool;
  tenure::pool = nullptr;
  tenure::wanted_threads.store(num_threads);
}
}
