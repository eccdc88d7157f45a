// What Swift cannot call: macros and variadic functions of OpenSSL.
#pragma once
