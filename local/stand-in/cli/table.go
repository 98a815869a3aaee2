package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// table prints rows in the requested format.
func table(out io.Writer, format string, header []string, rows [][]string) error {
	switch format {
	case "csv", "tsv":
		writer := csv.NewWriter(out)
		if format == "tsv" {
			writer.Comma = '\t'
		}
		return writer.WriteAll(append([][]string{header}, rows...))
	case "records":
		for i, row := range rows {
			fmt.Fprintf(out, "-[ RECORD %d ]\n", i+1)
			for column, value := range row {
				fmt.Fprintf(out, "%s | %s\n", header[column], value)
			}
		}
		return nil
	}
	writer := tabwriter.NewWriter(out, 0, 0, 1, ' ', tabwriter.Debug)
	for _, row := range append([][]string{header}, rows...) {
		fmt.Fprintln(writer, strings.Join(row, "\t"))
	}
	if err := writer.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "(%d rows)\n", len(rows))
	return err
}
