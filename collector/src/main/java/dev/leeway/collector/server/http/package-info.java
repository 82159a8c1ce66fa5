/**
 * How a collector is reached: the table of routes, which is the one source of what there is, who may do it and what it answers;
 * requests and answers as values; and the library that speaks HTTP.
 *
 * <p>The home of Jetty. What the routes do is not known here: no store, no identity, no policy.
 */
@NullMarked
package dev.leeway.collector.server.http;

import org.jspecify.annotations.NullMarked;
