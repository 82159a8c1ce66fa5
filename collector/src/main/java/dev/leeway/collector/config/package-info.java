/**
 * What {@code leeway serve} and {@code leeway notify} are configured by: reads {@code leeway-server.yaml} strictly and checks
 * all of it before anything is opened.
 *
 * <p>Holds names of files with secrets, never a secret; nothing here listens, connects or changes a file. Every fault names its
 * place and the next step, and all faults of a file are told at once.
 */
@NullMarked
package dev.leeway.collector.config;

import org.jspecify.annotations.NullMarked;
