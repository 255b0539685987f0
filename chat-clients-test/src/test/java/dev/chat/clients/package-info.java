/** Clients generated from the OpenAPI document, each made to call every operation of a real server. */
@org.jspecify.annotations.NullMarked
package dev.chat.clients;
