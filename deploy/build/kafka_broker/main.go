// kafka-broker speaks Kafka's protocol on loopback and keeps what it got in a folder: for tests and for trying the parts
// kafka-out.yaml and kafka-in.yaml. It is franz-go's kfake with a command line; it is no broker for production.
package main

import (
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/twmb/franz-go/pkg/kfake"
)

func main() {
	port := flag.Int("port", 9092, "port on 127.0.0.1")
	data := flag.String("data", "", "folder of the log; without it everything is in memory")
	partitions := flag.Int("partitions", 3, "partitions of each topic")
	topics := flag.String("topics", "otlp_spans,otlp_metrics,otlp_logs", "topics of a new folder")
	flag.Parse()

	options := []kfake.Opt{
		kfake.NumBrokers(1),
		// kfake forgets a topic that a client's first question made, with all its messages, when it is killed; these it writes down.
		kfake.SeedTopics(int32(*partitions), strings.Split(*topics, ",")...),
		kfake.ListenFn(func(network, _ string) (net.Listener, error) {
			return net.Listen(network, net.JoinHostPort("127.0.0.1", strconv.Itoa(*port)))
		}),
		kfake.WithLogger(kfake.BasicLogger(os.Stderr, kfake.LogLevelWarn)),
	}
	if *data != "" {
		options = append(options, kfake.DataDir(*data))
	}
	cluster, err := kfake.NewCluster(options...)
	if err != nil {
		fmt.Fprintf(os.Stderr, "kafka-broker: %v\n", err)
		os.Exit(1)
	}
	fmt.Println(cluster.ListenAddrs()[0])

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	cluster.Close()
}
