package redact

import (
	"regexp"
	"strconv"
	"strings"
)

// The checks by which each state tells its numbers from others; the forms are in the tables.
var nationalChecks = map[string]func(string) bool{
	"us_ssn":     american,
	"uk_nino":    british,
	"de_tax":     german,
	"es_dni":     spanish,
	"it_fiscal":  italian,
	"fr_nir":     french,
	"pl_pesel":   polish,
	"br_cpf":     brazilian,
	"ch_ahv":     swiss,
	"be_nrn":     belgian,
	"se_pnr":     swedish,
	"fi_hetu":    finnish,
	"in_aadhaar": func(number string) bool { return verhoeff(digits(number)) },
}

type nationalID struct {
	form  *regexp.Regexp
	check func(string) bool
	hint  uint32
}

var nationalIDs = readNationalIDs()

func readNationalIDs() []nationalID {
	var all []nationalID
	for _, one := range tables.NationalIDs {
		check, hint := nationalChecks[one.Name], nationalHints[one.Name]
		if check == nil || hint == 0 {
			panic("tables.json: there is no check, or no hint, for national id " + one.Name)
		}
		all = append(all, nationalID{form: regexp.MustCompile(one.Form), check: check, hint: hint})
	}
	return all
}

func (s *search) nationalIDs(hints uint32) {
	if hints < firstNationalHint {
		return
	}
	for _, id := range nationalIDs {
		if hints&id.hint == 0 {
			continue
		}
		s.candidates(id.form, func(text string, m match) (int, int, string, bool) {
			start, end := m.start(), m.end()
			longer := at(text, start-1, "-") || at(text, end, "-")
			if longer || !alone(text, start, end) || fraction(text, start, end) || !id.check(text[start:end]) {
				return 0, 0, "", false
			}
			return start, end, "national_id", true
		})
	}
}

func american(number string) bool {
	area, group, serial := number[:3], number[4:6], number[7:]
	return area != "000" && area != "666" && area[0] != '9' && group != "00" && serial != "0000"
}

func british(number string) bool {
	switch number[:2] {
	case "BG", "GB", "KN", "NK", "NT", "TN", "ZZ":
		return false
	}
	return true
}

func german(number string) bool {
	number = digits(number)
	var times [10]int
	for i := range 10 {
		times[number[i]-'0']++
	}
	repeated, most := 0, 0
	for _, n := range times {
		if n > 1 {
			repeated++
			most = n
		}
	}
	if number[0] == '0' || repeated != 1 || most > 3 {
		return false
	}
	product := 10
	for i := range 10 {
		sum := (product + int(number[i]-'0')) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	return (11-product)%10 == int(number[10]-'0')
}

func spanish(number string) bool {
	plain := strings.ToUpper(strings.ReplaceAll(number, "-", ""))
	if first := strings.IndexByte("XYZ", plain[0]); first >= 0 {
		plain = strconv.Itoa(first) + plain[1:]
	}
	return "TRWAGMYFPDXBNJZSQVHLCKE"[modulo(plain[:len(plain)-1], 23)] == plain[len(plain)-1]
}

var italianOdd = [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}

func italian(number string) bool {
	total, place := 0, 0
	for i := range len(number) {
		if isDigit(number[i]) {
			place = int(number[i] - '0')
		} else {
			place = int(number[i] - 'A')
		}
		if i == 15 {
			break
		}
		if i%2 == 0 {
			total += italianOdd[place]
		} else {
			total += place
		}
	}
	return total%26 == place
}

func french(number string) bool {
	plain := strings.ReplaceAll(number, " ", "")
	value := strings.ReplaceAll(strings.ReplaceAll(plain[:13], "2A", "19"), "2B", "18")
	return 97-modulo(value, 97) == modulo(plain[13:], 1000)
}

func polish(number string) bool {
	month, day := modulo(number[2:4], 1000)%20, modulo(number[4:6], 1000)
	return 1 <= month && month <= 12 && 1 <= day && day <= 31 &&
		weighted(number, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0
}

func brazilian(number string) bool {
	number = digits(number)
	if strings.Trim(number, number[:1]) == "" {
		return false
	}
	first := weighted(number, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	second := weighted(number, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
	return first == int(number[9]-'0') && second == int(number[10]-'0')
}

func swiss(number string) bool {
	return weighted(digits(number), 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0
}

func belgian(number string) bool {
	number = digits(number)
	check := modulo(number[9:], 1000)
	return 97-modulo(number[:9], 97) == check || 97-modulo("2"+number[:9], 97) == check
}

func swedish(number string) bool {
	number = digits(number)
	number = number[len(number)-10:]
	month, day := modulo(number[2:4], 1000), modulo(number[4:6], 1000)
	return 1 <= month && month <= 12 && 1 <= day%60 && day%60 <= 31 && luhn(number)
}

func finnish(number string) bool {
	return "0123456789ABCDEFHJKLMNPRSTUVWXY"[modulo(number[:6]+number[7:10], 31)] == upper(number[10])
}
