// Finds what stands at a place of the candidates' order without sorting them all: quickselect by weight.
#pragma once

struct Candidates {
  int64_t* keys;     // order_key; the id is the low half
  int64_t* weights;  // of the same candidates
  int64_t count;
  int64_t mass;  // sum of the weights
};

TENURE_INLINE int32_t id_at(const Candidates& all, int64_t index) {
  return static_cast<int32_t>(all.keys[index] & 0xffffffff);
}

// A place in the order, and the weight of everything up to and including it.
struct Place {
  int64_t index, reach;
};

constexpr int64_t kSmall = 24;  // is sorted by insertion

TENURE_INLINE void swap_candidates(Candidates& all, int64_t i, int64_t j) {
  const int64_t key = all.keys[i], weight = all.weights[i];
  all.keys[i] = all.keys[j];
  all.weights[i] = all.weights[j];
  all.keys[j] = key;
  all.weights[j] = weight;
}

// Reorders [first, last) so that every key before the place returned is below every key from there on. The
// pivot is the middle one of three and keys are distinct, so that neither part is empty.
static int64_t split(Candidates& all, int64_t first, int64_t last) {
  const int64_t a = all.keys[first], b = all.keys[first + (last - first) / 2], c = all.keys[last - 1];
  const int64_t pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
  for (int64_t low = first, high = last - 1;; ++low, --high) {
    while (all.keys[low] < pivot) ++low;
    while (all.keys[high] > pivot) --high;
    if (low >= high) return high + 1;
    swap_candidates(all, low, high);
  }
}

static void insertion_sort(Candidates& all, int64_t first, int64_t last) {
  for (int64_t i = first + 1; i < last; ++i)
    for (int64_t j = i; j > first && all.keys[j] < all.keys[j - 1]; --j) swap_candidates(all, j, j - 1);
}

static int64_t weight_of(const Candidates& all, int64_t first, int64_t last) {
  int64_t sum = 0;
  for (int64_t i = first; i < last; ++i) sum += all.weights[i];
  return sum;
}

// The first place whose reach exceeds `target`; -1 <= target < mass.
static Place find(Candidates& all, int64_t target) {
  int64_t first = 0, last = all.count, before = 0;
  while (last - first > kSmall) {
    const int64_t middle = split(all, first, last);
    const int64_t weight = weight_of(all, first, middle);
    if (before + weight > target) {
      last = middle;
    } else {
      before += weight;
      first = middle;
    }
  }
  insertion_sort(all, first, last);
  int64_t index = first;
  for (; index < last - 1 && before + all.weights[index] <= target; ++index) before += all.weights[index];
  return {index, before + all.weights[index]};
}

// Drops all but the first `num_kept` of the order.
static void keep_first(Candidates& all, int64_t num_kept) {
  int64_t first = 0, last = all.count;
  while (last - first > kSmall) {
    const int64_t middle = split(all, first, last);
    if (middle > num_kept)
      last = middle;
    else
      first = middle;
  }
  insertion_sort(all, first, last);
  all.count = num_kept;
  all.mass = weight_of(all, 0, num_kept);
}

static void sort_candidates(Candidates& all, int64_t first, int64_t last) {
  while (last - first > kSmall) {
    const int64_t middle = split(all, first, last);
    sort_candidates(all, first, middle);
    first = middle;
  }
  insertion_sort(all, first, last);
}
