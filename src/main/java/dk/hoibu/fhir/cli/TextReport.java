package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.validation.Finding;
import dk.hoibu.fhir.validation.Finding.Level;
import dk.hoibu.fhir.validation.Verdict;
import java.io.PrintWriter;
import java.util.Locale;

/** For people: a line for each input, its findings indented below it, and the sum. */
final class TextReport implements Report {

    private final PrintWriter out;
    private final Level limit;
    private int inputs;
    private int invalid;

    TextReport(PrintWriter out, Level limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void add(String input, Verdict verdict) {
        inputs++;
        invalid += verdict.isValid() ? 0 : 1;
        out.println(input + ": " + (verdict.isValid() ? "valid" : "INVALID") + ", "
                + count(verdict, Level.ERROR, "error") + ", " + count(verdict, Level.WARNING, "warning"));
        verdict.atLeast(limit).forEach(finding -> out.println("  " + line(finding)));
        out.flush();
    }

    private static String count(Verdict verdict, Level level, String word) {
        long count = verdict.findings().stream()
                .filter(finding -> finding.level() == level)
                .count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static String line(Finding finding) {
        String where = finding.path().isEmpty() ? "" : finding.path() + " ";
        String line = finding.line() > 0 ? "(line " + finding.line() + ", column " + finding.column() + ") " : "";
        return finding.level().name().toLowerCase(Locale.ROOT) + " " + where + line + "[" + finding.id() + "] "
                + finding.text();
    }

    @Override
    public void end() {
        out.println(inputs + " validated, " + invalid + " invalid");
        out.flush();
    }
}
