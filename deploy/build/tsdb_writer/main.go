// tsdb-writer writes a past into a folder that Prometheus then starts on, as if it had scraped all along: the last hours
// in its write-ahead log, what is older in a block. It is here for measuring; it is no way to import data.
//
// A line of its input is one series, `{"labels": {…}, "from": 1, "until": 2, "step": 15, "start": 0, "growth": 1}`: it
// begins with `start` and grows by `growth` a second; the other three are seconds since 1970.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"
)

const (
	longestLine = 1 << 20
	// Prometheus has the last one to three hours in memory.
	headSeconds = 2 * 3600
	// As promtool does it: one transaction of all samples would be held in memory.
	samplesOfCommit = 5000
)

type series struct {
	Labels map[string]string `json:"labels"`
	From   int64             `json:"from"`
	Until  int64             `json:"until"`
	Step   int64             `json:"step"`
	Start  float64           `json:"start"`
	Growth float64           `json:"growth"`
}

func main() {
	data := flag.String("data", "", "folder of the database, new or empty")
	now := flag.Int64("now", time.Now().Unix(), "when Prometheus is going to start, in seconds since 1970")
	flag.Parse()
	samples, err := write(os.Stdin, *data, *now)
	if err != nil {
		fmt.Fprintf(os.Stderr, "tsdb-writer: %v\n", err)
		os.Exit(1)
	}
	fmt.Println(samples)
}

// write returns how many samples it wrote.
func write(input io.Reader, data string, now int64) (samples int, err error) {
	all, err := read(input)
	if err != nil {
		return 0, err
	}
	cut := now - headSeconds
	old, err := writeBlock(all, data, cut)
	if err != nil {
		return 0, err
	}
	young, err := writeHead(all, data, cut)
	return old + young, err
}

func read(input io.Reader) (all []series, err error) {
	lines := bufio.NewScanner(input)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		var one series
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(all)+1, err)
		}
		if one.Step <= 0 {
			return nil, fmt.Errorf("line %d: step must be more than 0, got %d", len(all)+1, one.Step)
		}
		all = append(all, one)
	}
	return all, lines.Err()
}

// writeBlock writes what is before cut; nothing if there is nothing.
func writeBlock(all []series, data string, cut int64) (samples int, err error) {
	oldest := cut
	for _, one := range all {
		oldest = min(oldest, one.From)
	}
	if oldest == cut {
		return 0, nil
	}
	// Twice the length, so that each series may begin at the oldest sample after another has ended.
	writer, err := tsdb.NewBlockWriter(slog.New(slog.DiscardHandler), data, 2*1000*(cut-oldest))
	if err != nil {
		return 0, err
	}
	defer writer.Close()
	if samples, err = appendAll(writer.Appender, all, 0, cut); err != nil {
		return samples, err
	}
	_, err = writer.Flush(context.Background())
	return samples, err
}

// writeHead writes what is at cut or later, into the write-ahead log.
func writeHead(all []series, data string, cut int64) (samples int, err error) {
	options := tsdb.DefaultOptions()
	// A series is written as a whole before the next: the later ones begin long before the earlier ones end.
	options.MinBlockDuration = 1000 * 12 * headSeconds
	options.MaxBlockDuration = options.MinBlockDuration
	database, err := tsdb.Open(data, slog.New(slog.DiscardHandler), nil, options, nil)
	if err != nil {
		return 0, err
	}
	database.DisableCompactions()
	samples, err = appendAll(database.Appender, all, cut, 1<<62)
	if closed := database.Close(); err == nil {
		err = closed
	}
	return samples, err
}

// appendAll appends the samples from since on and before end.
func appendAll(appender func(context.Context) storage.Appender, all []series, since, end int64) (samples int, err error) {
	ctx := context.Background()
	app := appender(ctx)
	for _, one := range all {
		ref, of := storage.SeriesRef(0), labels.FromMap(one.Labels)
		for at := one.first(since); at <= one.Until && at < end; at += one.Step {
			value := one.Start + one.Growth*float64(at-one.From)
			if ref, err = app.Append(ref, of, at*1000, value); err != nil {
				return samples, fmt.Errorf("%s at %d: %w", of, at, err)
			}
			if samples++; samples%samplesOfCommit == 0 {
				if err := app.Commit(); err != nil {
					return samples, err
				}
				app = appender(ctx)
			}
		}
	}
	return samples, app.Commit()
}

// first returns the moment of the first sample that is not before since.
func (one series) first(since int64) int64 {
	if one.From >= since {
		return one.From
	}
	return one.From + (since-one.From+one.Step-1)/one.Step*one.Step
}
