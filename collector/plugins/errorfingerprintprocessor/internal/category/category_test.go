package category

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestATypeIsLookedUpInTheTableOfItsLanguage(t *testing.T) {
	classifier, err := New(nil, nil)
	require.NoError(t, err)
	for _, c := range []struct{ language, name, category, severity string }{
		{"python", "ConnectionRefusedError", "network", "medium"},
		{"python", "psycopg2.errors.UniqueViolation", "database", "high"},
		{"python", "KeyError", "internal", "high"},
		{"java", "java.sql.SQLTimeoutException", "timeout", "medium"},
		{"java", "java.sql.BatchUpdateException", "database", "high"},
		{"dotnet", "System.OutOfMemoryException", "resource", "critical"},
		{"go", "*net.OpError", "network", "medium"},
		{"nodejs", "ECONNREFUSED", "network", "medium"},
		{"nodejs", "psycopg2.errors.UniqueViolation", "internal", "high"},
		{"", "ValueError", "validation", "low"},
		{"python", "", "internal", "high"},
	} {
		category, severity := classifier.Classify(c.language, []string{c.name})
		assert.Equal(t, c.category+" "+c.severity, category+" "+severity, "%s of %s", c.name, c.language)
	}
}

func TestWhatAnErrorCameFromTellsWhereItselfIsUnknown(t *testing.T) {
	classifier, err := New(nil, nil)
	require.NoError(t, err)
	category, _ := classifier.Classify("python", []string{"shop.PayError", "redis.exceptions.RedisError", "ValueError"})
	assert.Equal(t, "cache", category)
}

func TestTheSitesTableComesFirst(t *testing.T) {
	classifier, err := New(
		map[string]string{"shop.*": "external_api", "shop.stock.Empty": "validation", "ValueError": "internal"},
		map[string]string{"external_api": "critical"})
	require.NoError(t, err)
	for name, want := range map[string]string{
		"shop.pay.Refused": "external_api critical", "shop.stock.Empty": "validation low", "ValueError": "internal high",
	} {
		category, severity := classifier.Classify("java", []string{name})
		assert.Equal(t, want, category+" "+severity)
	}
}

func TestAWrongTableIsNamedWithItsValueAndItsFix(t *testing.T) {
	_, err := New(map[string]string{"shop.*": "money"}, nil)
	require.ErrorContains(t, err, `types[shop.*]: "money" is not known: use one of database, cache`)
	_, err = New(nil, map[string]string{"money": "low"})
	require.ErrorContains(t, err, `severities: "money" is not known`)
	_, err = New(nil, map[string]string{"cache": "bad"})
	require.ErrorContains(t, err, `severities[cache]: "bad" is not known: use one of low, medium, high, critical`)
}

func TestTheTablesNameOnlyKnownCategories(t *testing.T) {
	for language, types := range otherLanguages {
		assert.NotEmpty(t, types, language)
		for name, category := range types {
			assert.True(t, slices.Contains(sdk.Categories, category), "%s: %s", name, category)
		}
	}
}
