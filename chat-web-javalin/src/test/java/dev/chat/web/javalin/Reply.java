package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * An answer of the REST API.
 *
 * @param documented which documented answer it is
 */
record Reply(HttpRequest request, HttpResponse<String> response, String documented) {
    int status() {
        return response.statusCode();
    }

    JsonNode json() {
        return Api.parse(response.body());
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The body of an answer that must have this status. */
    JsonNode expect(int status) {
        assertThat(status()).as("%s: %s", request, response.body()).isEqualTo(status);
        return response.body().isEmpty() ? Api.JSON.missingNode() : json();
    }

    /** An answer that must be a problem of this code. */
    Reply expectProblem(int status, String code) {
        JsonNode problem = expect(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.get("code").textValue()).as(response.body()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:chat:error:" + code);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("detail").textValue()).isNotBlank();
        return this;
    }
}
