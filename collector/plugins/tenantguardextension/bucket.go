package tenantguardextension

import (
	"sync"
	"time"
)

// burst is how many seconds of a rate may come at once.
const burst = 5

// bucket fills with `rate` a second. It may go into debt, since the size of a body is known only after it was read:
// who sent too much waits for longer, and no single body is too large for any rate.
type bucket struct {
	mu    sync.Mutex
	rate  float64
	level float64
	seen  time.Time
}

func newBucket(rate float64, now time.Time) *bucket {
	return &bucket{rate: rate, level: rate * burst, seen: now}
}

// wait returns for how long nothing more may come, 0 if it may come now.
func (b *bucket) wait(now time.Time) time.Duration {
	if b.rate == 0 {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(now)
	if b.level > 0 {
		return 0
	}
	return time.Duration((1 - b.level) / b.rate * float64(time.Second))
}

// take counts what has come.
func (b *bucket) take(amount float64, now time.Time) {
	if b.rate == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(now)
	b.level -= amount
}

func (b *bucket) fill(now time.Time) {
	if passed := now.Sub(b.seen).Seconds(); passed > 0 {
		b.level = min(b.level+passed*b.rate, b.rate*burst)
		b.seen = now
	}
}
