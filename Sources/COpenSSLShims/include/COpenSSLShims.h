// What Swift cannot call: macros and variadic functions of OpenSSL, and counters that need atomics.
#pragma once

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stddef.h>
#include <stdint.h>

/// OPENSSL_free: for memory that an OpenSSL function allocated.
void shim_free(void *memory);

/// BIO_get_mem_data: the octets that a memory BIO holds; they stay the BIO's.
size_t shim_bio_data(BIO *bio, const char **data);

/// X509V3_set_ctx and X509V3_set_ctx_nodb: the certificates that extension texts such as `keyid` refer to.
void shim_extension_context(X509V3_CTX *context, X509 *issuer, X509 *subject);

/// Flags of three or more operands: names as RFC 2253 texts, with characters beyond ASCII left as UTF-8.
unsigned long shim_name_flags(void);

/// sk_GENERAL_NAME_num and sk_GENERAL_NAME_value.
int shim_general_names_count(const GENERAL_NAMES *names);
GENERAL_NAME *shim_general_name(const GENERAL_NAMES *names, int index);

/// SSL_set_tlsext_host_name: the name for SNI. Returns 1 on success.
int shim_ssl_set_host_name(SSL *ssl, const char *name);
/// SSL_CTX_set_min_proto_version and SSL_CTX_set_max_proto_version. Return 1 on success.
int shim_ssl_ctx_set_min_version(SSL_CTX *context, int version);
int shim_ssl_ctx_set_max_version(SSL_CTX *context, int version);
/// SSL_CTX_set_mode and SSL_set_mode.
long shim_ssl_ctx_set_mode(SSL_CTX *context, long mode);

/// Process-wide tallies: `slot` is 0 ..< 8.
void shim_tally_add(int slot, uint64_t nanoseconds);
uint64_t shim_tally_count(int slot);
uint64_t shim_tally_nanoseconds(int slot);
void shim_tally_reset(void);
/// CPU time of the calling thread, in nanoseconds.
uint64_t shim_thread_cpu_nanoseconds(void);
