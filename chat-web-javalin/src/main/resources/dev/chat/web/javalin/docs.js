const description = new URL("openapi.json", location.href).href;

// Behind a proxy, the browser knows the server's address better than the server does.
function withThisAddress(response) {
  if (response.url === description) {
    const document = JSON.parse(response.text);
    document.servers = [{ url: new URL(".", location.href).href.replace(/\/$/, "") }];
    response.text = JSON.stringify(document);
  }
  return response;
}

SwaggerUIBundle({
  url: description,
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  responseInterceptor: withThisAddress,
});
