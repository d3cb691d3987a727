package dk.hoibu.fhir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.verify.Finding;
import dk.hoibu.fhir.verify.LogReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What checking the trail came to, for people or for programs. */
record AuditReport(List<LogReport> logs, List<Finding> anchor, Instant erasedBefore) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    boolean isWhole() {
        return anchor.isEmpty() && logs.stream().allMatch(LogReport::isWhole);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        logs.forEach(log -> add(text, log));
        if (logs.stream().anyMatch(log -> log.erased() > 0)) {
            text.append("what entries from before ")
                    .append(erasedBefore)
                    .append(" say may be gone: hold that against the time that it must be kept\n");
        }
        anchor.forEach(finding -> text.append("anchor, checkpoint ")
                .append(finding.place())
                .append(": ")
                .append(finding.what())
                .append('\n'));
        return text.append(isWhole() ? "whole: " : "NOT WHOLE: ")
                .append(logs.stream().mapToLong(LogReport::entries).sum())
                .append(" entries are as they were written\n")
                .toString();
    }

    private static void add(StringBuilder text, LogReport log) {
        text.append("log ").append(log.log()).append(": ").append(log.entries()).append(" entries, ");
        text.append(log.erased()).append(" of them erased, ");
        text.append(log.checkpoints())
                .append(" checkpoints and ")
                .append(log.anchored())
                .append(" seen elsewhere agree\n");
        log.firstBadEntry()
                .ifPresent(bad ->
                        text.append("  first bad entry: ").append(bad.place()).append('\n'));
        for (Finding finding : log.findings()) {
            text.append("  ")
                    .append(finding.isAboutEntry() ? "entry " : "checkpoint ")
                    .append(finding.place());
            text.append(": ")
                    .append(finding.kind().name().toLowerCase(Locale.ROOT))
                    .append(", ")
                    .append(finding.what())
                    .append('\n');
        }
        if (log.isWhole() && log.covered() < log.entries()) {
            text.append("  the last ").append(log.entries() - log.covered());
            text.append(" entries are after the last checkpoint: they could be replaced or cut off unseen\n");
        }
        log.proof().ifPresent(proof -> {
            text.append("  entry ")
                    .append(proof.sequence())
                    .append(" is in the tree of ")
                    .append(proof.size());
            text.append(" with root ")
                    .append(proof.root())
                    .append("\n  leaf ")
                    .append(proof.leaf())
                    .append('\n');
            proof.path().forEach(step -> text.append("  path ").append(step).append('\n'));
        });
        log.growth().ifPresent(growth -> {
            text.append("  from ")
                    .append(growth.from())
                    .append(" entries with root ")
                    .append(growth.fromRoot());
            text.append("\n  to ")
                    .append(growth.to())
                    .append(" entries with root ")
                    .append(growth.toRoot());
            text.append(" the log only grew\n");
            growth.path().forEach(step -> text.append("  path ").append(step).append('\n'));
        });
    }

    String json() {
        ObjectNode report = JSON.createObjectNode();
        report.put("whole", isWhole());
        report.put("erasedBefore", erasedBefore.toString());
        ArrayNode all = report.putArray("logs");
        logs.forEach(log -> add(all.addObject(), log));
        findings(report.putArray("anchor"), anchor);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can be written", e);
        }
    }

    private static void add(ObjectNode node, LogReport log) {
        node.put("log", log.log()).put("whole", log.isWhole());
        node.put("entries", log.entries()).put("payloads", log.payloads()).put("erased", log.erased());
        node.put("checkpoints", log.checkpoints())
                .put("anchored", log.anchored())
                .put("covered", log.covered());
        log.firstBadEntry().ifPresent(bad -> node.put("firstBadEntry", bad.place()));
        findings(node.putArray("findings"), log.findings());
        log.proof().ifPresent(proof -> {
            ObjectNode included = node.putObject("proof");
            included.put("sequence", proof.sequence()).put("size", proof.size());
            included.put("leaf", proof.leaf()).put("root", proof.root());
            proof.path().forEach(included.putArray("path")::add);
        });
        log.growth().ifPresent(growth -> {
            ObjectNode grown = node.putObject("growth");
            grown.put("from", growth.from()).put("fromRoot", growth.fromRoot());
            grown.put("to", growth.to()).put("toRoot", growth.toRoot());
            growth.path().forEach(grown.putArray("path")::add);
        });
    }

    private static void findings(ArrayNode node, List<Finding> findings) {
        for (Finding finding : findings) {
            node.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("log", finding.log())
                    .put("place", finding.place())
                    .put("what", finding.what());
        }
    }
}
