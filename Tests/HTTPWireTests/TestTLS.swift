/// A self-signed certificate for localhost and 127.0.0.1, valid for a hundred years, and its key. For tests only; made by
/// `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=test-only
/// -addext subjectAltName=DNS:localhost,IP:127.0.0.1`.
enum TestTLS {
  static let certificatePEM = """
    -----BEGIN CERTIFICATE-----
    MIIBmzCCAUGgAwIBAgIUTZioDZaUslWq6O5eiMJ5W2dgirMwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJdGVzdC1vbmx5MCAXDTI2MTEyMjEwMjc0MFoYDzIxMjYxMDI5
    MTAyNzQwWjAUMRIwEAYDVQQDDAl0ZXN0LW9ubHkwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAATXd4SNkCTH3frMPkc5hM/fXLprv4ebtlH8nQunNogKqIZLhrdc7u0c
    YUkzrY3gc2zDrfuB6FbjPfkIdUWzM/6To28wbTAdBgNVHQ4EFgQUQCRQwJZwV6pR
    JYHcQtJg/ykrCoQwHwYDVR0jBBgwFoAUQCRQwJZwV6pRJYHcQtJg/ykrCoQwDwYD
    VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
    zj0EAwIDSAAwRQIhAIYiHTOd4UjY7R1R9F/VxTD6NsTESxY+NQP3S1g1RmSdAiBw
    sCvIYOvnbWF27FKhLU1ufBs0wvRxFFoTeTOux5257g==
    -----END CERTIFICATE-----
    """

  static let keyPEM = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdYeH/byc/MIocOzk
    y9u2ZQsZ1DKfikIWZAsDXndv24qhRANCAATXd4SNkCTH3frMPkc5hM/fXLprv4eb
    tlH8nQunNogKqIZLhrdc7u0cYUkzrY3gc2zDrfuB6FbjPfkIdUWzM/6T
    -----END PRIVATE KEY-----
    """
}
