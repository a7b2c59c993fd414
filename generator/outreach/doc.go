// Package outreach writes the records of the portal as short texts that travel without the internet: messages for phones
// (SMS), scripts for local radio, and the text in the QR code of a printed sheet. The words stand in i18n/messages, the
// facts in the model; only help lines that were verified are named, and whatever was left out of the data cannot appear.
package outreach
