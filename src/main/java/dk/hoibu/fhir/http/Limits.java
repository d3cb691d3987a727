package dk.hoibu.fhir.http;

/**
 * What one request, or one client, may ask of the server.
 *
 * @param headerBytes request line and headers, together
 * @param bodyBytes a request's body
 * @param bodyDepth nesting of a JSON or XML body
 * @param parameters parameters of a search, in URL and body together
 * @param concurrentPerClient requests of one address at once
 */
public record Limits(int headerBytes, int bodyBytes, int bodyDepth, int parameters, int concurrentPerClient) {}
