// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace ritmon {
namespace {

TEST(QueueTest, EverythingPushedIsPoppedOnce) {
  constexpr int kPerProducer = 1000;
  BoundedQueue<int> queue(4);
  std::atomic<long> sum = 0;
  std::vector<std::thread> consumers;
  for (int i = 0; i < 3; ++i) {
    consumers.emplace_back([&] {
      while (auto item = queue.Pop()) sum += *item;
    });
  }
  std::vector<std::thread> producers;
  for (int i = 0; i < 3; ++i) {
    producers.emplace_back([&] {
      for (int n = 1; n <= kPerProducer; ++n) queue.Push(n);
    });
  }
  for (auto& thread : producers) thread.join();
  queue.Close();
  for (auto& thread : consumers) thread.join();
  EXPECT_EQ(sum, 3L * kPerProducer * (kPerProducer + 1) / 2);
}

TEST(QueueTest, ClosingDrainsAndRefuses) {
  BoundedQueue<int> queue(2);
  EXPECT_TRUE(queue.Push(1));
  queue.Close();
  EXPECT_FALSE(queue.Push(2));
  EXPECT_EQ(queue.Pop(), 1);
  EXPECT_EQ(queue.Pop(), std::nullopt);
}

}  // namespace
}  // namespace ritmon
