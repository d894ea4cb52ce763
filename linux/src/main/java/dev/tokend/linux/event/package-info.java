/** Waiting: epoll(7), eventfd(2), poll(2). */
@NullMarked
package dev.tokend.linux.event;

import org.jspecify.annotations.NullMarked;
