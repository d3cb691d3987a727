package dk.hoibu.fhir;
public final class Main { public static void main(String[] a) { } }
