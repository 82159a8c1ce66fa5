/**
 * Runs a whole comparison: lays snapshots side by side, compares, judges, groups, ages, and makes one report of it.
 *
 * <p>What to compare and by which policy are inputs, and so is the moment it speaks of; where snapshots come from and
 * where reports go is for others. No clock may enter.
 */
@NullMarked
package dev.leeway.collector.service;

import org.jspecify.annotations.NullMarked;
