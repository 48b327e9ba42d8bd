package io.chronoops.cli.terminal;

import java.io.BufferedReader;
import java.io.PrintWriter;

/** Where a call reads answers and writes to. */
public record Streams(BufferedReader in, PrintWriter out, PrintWriter err) {}
