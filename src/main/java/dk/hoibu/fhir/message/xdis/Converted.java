package dk.hoibu.fhir.message.xdis;

/** What came of a conversion, and all that differs from what went in. */
public record Converted<T>(T result, ConversionReport report) {}
