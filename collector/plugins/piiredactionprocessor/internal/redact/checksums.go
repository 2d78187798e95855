package redact

var (
	verhoeffProducts = [10]string{
		"0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
		"5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
	}
	verhoeffPlaces = [8]string{
		"0123456789", "1576283094", "5803796142", "8916043527",
		"9453126870", "4286573901", "2793806415", "7046913258",
	}
)

// digits returns the ASCII digits of a text.
func digits(text string) string {
	kept := make([]byte, 0, len(text))
	for i := range len(text) {
		if isDigit(text[i]) {
			kept = append(kept, text[i])
		}
	}
	return string(kept)
}

func countDigits(text string) int {
	count := 0
	for i := range len(text) {
		if isDigit(text[i]) {
			count++
		}
	}
	return count
}

// alphanumeric returns the ASCII letters and digits of a text, letters in upper case.
func alphanumeric(text string) string {
	kept := make([]byte, 0, len(text))
	for i := range len(text) {
		if isAlnum(text[i]) {
			kept = append(kept, upper(text[i]))
		}
	}
	return string(kept)
}

func upper(b byte) byte {
	if isLower(b) {
		return b - 'a' + 'A'
	}
	return b
}

func lower(b byte) byte {
	if isUpper(b) {
		return b - 'A' + 'a'
	}
	return b
}

// luhn checks the last digit as ISO/IEC 7812-1 does.
func luhn(number string) bool {
	total := 0
	for i := range len(number) {
		value := int(number[len(number)-1-i]-'0') * (1 + i%2)
		if value > 9 {
			value -= 9
		}
		total += value
	}
	return total%10 == 0
}

// mod97 checks an IBAN (upper case, no spaces) as ISO 13616 does.
func mod97(account string) bool {
	rest := 0
	for i := range len(account) {
		b := account[(i+4)%len(account)]
		if isDigit(b) {
			rest = (rest*10 + int(b-'0')) % 97
		} else {
			rest = (rest*100 + int(b-'A') + 10) % 97
		}
	}
	return rest == 1
}

// verhoeff checks the last digit as Verhoeff's dihedral scheme does.
func verhoeff(number string) bool {
	check := byte('0')
	for i := range len(number) {
		digit := number[len(number)-1-i]
		check = verhoeffProducts[check-'0'][verhoeffPlaces[i%8][digit-'0']-'0']
	}
	return check == '0'
}

// weighted returns the sum of each digit times its weight.
func weighted(number string, weights ...int) int {
	total := 0
	for i := range min(len(number), len(weights)) {
		total += int(number[i]-'0') * weights[i]
	}
	return total
}

// modulo returns the rest of a number of any length, written in digits.
func modulo(number string, by int) int {
	rest := 0
	for i := range len(number) {
		rest = (rest*10 + int(number[i]-'0')) % by
	}
	return rest
}
