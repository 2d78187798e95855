package schemaguardprocessor

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pcommon"
)

func text(value string) pcommon.Value { return pcommon.NewValueStr(value) }

func placeFor(limit int) place { return place{service: 1, attribute: &attributeSpec{limit: limit}} }

func TestAKnownValueKeepsItsPlaceHoweverManyOthersCome(t *testing.T) {
	tracker, at := newTracker(1000, time.Hour), placeFor(2)
	assert.True(t, tracker.admit(at, text("a"), 0))
	assert.True(t, tracker.admit(at, text("b"), 0))
	for i := range 50_000 {
		assert.False(t, tracker.admit(at, pcommon.NewValueInt(int64(i)), 1))
	}
	assert.True(t, tracker.admit(at, text("a"), 1))
	assert.Equal(t, 2, tracker.tracked)
}

func TestANumberAndItsTextAreOneValueAsTheyAreInPrometheus(t *testing.T) {
	tracker, at := newTracker(1000, time.Hour), placeFor(1)
	assert.True(t, tracker.admit(at, text("7"), 0))
	assert.True(t, tracker.admit(at, pcommon.NewValueInt(7), 0))
	assert.False(t, tracker.admit(at, pcommon.NewValueInt(8), 0))
}

func TestAValueThatNoLongerComesGivesItsPlaceBack(t *testing.T) {
	tracker, at := newTracker(1000, time.Hour), placeFor(2)
	tracker.admit(at, text("old"), 0)
	tracker.admit(at, text("used"), 0)
	tracker.admit(at, text("used"), 3000)
	assert.False(t, tracker.admit(at, text("new"), 3599))
	assert.True(t, tracker.admit(at, text("new"), 3600))
	assert.True(t, tracker.admit(at, text("used"), 3600))
	assert.False(t, tracker.admit(at, text("old"), 3600))
}

func TestBeyondTheBoundOnMemoryNewValuesWaitUntilOldOnesAreForgotten(t *testing.T) {
	tracker := newTracker(100, time.Hour)
	for service := range uint64(200) {
		admitted := tracker.admit(place{service: service, attribute: &attributeSpec{limit: 5}}, text("a"), 0)
		assert.Equal(t, service < 100, admitted)
	}
	assert.Equal(t, 100, tracker.tracked)
	assert.Len(t, tracker.sets, 100)
	late := placeFor(5)
	assert.True(t, tracker.admit(late, text("a"), 3600), "everything else is idle by now")
	assert.Equal(t, 1, tracker.tracked)
	assert.Len(t, tracker.sets, 1)
}

func TestAClockThatGoesBackDoesNoHarm(t *testing.T) {
	tracker, at := newTracker(10, time.Minute), placeFor(1)
	assert.True(t, tracker.admit(at, text("a"), 1_000_000))
	assert.False(t, tracker.admit(at, text("b"), 5))
	assert.True(t, tracker.admit(at, text("a"), 5))
	assert.True(t, tracker.admit(at, text("b"), 1_000_100))
}
