package fetch

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"
)

// guard refuses connections to addresses that are neither public nor allowed. It runs
// after the name was resolved and just before the connection is made, so that a name
// which resolves differently the second time, and every redirect, is seen too.
func guard(allow []netip.Prefix) func(ctx context.Context, network, address string, c syscall.RawConn) error {
	return func(_ context.Context, network, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %s %s", errPrivate, network, address)
		}
		if addr := to.Addr(); !Public(addr) && !allowed(allow, addr) {
			return fmt.Errorf("%w: %s", errPrivate, addr)
		}
		return nil
	}
}

func allowed(allow []netip.Prefix, addr netip.Addr) bool {
	for _, prefix := range allow {
		if prefix.Contains(addr.Unmap()) { // never true of an address with a zone
			return true
		}
	}
	return false
}

// Public reports whether an address is one that the public internet routes to a
// single host, and that no site's own machines answer for. It is false for addresses
// with a zone, and for those that hide another address that is not public.
func Public(addr netip.Addr) bool {
	switch {
	case !addr.IsValid() || addr.Zone() != "":
		return false
	case addr.Is4():
		return !inAny(special4(), addr)
	case inAny(special6(), addr):
		return false
	}
	if hidden, ok := hiddenIPv4(addr); ok && !Public(hidden) {
		return false
	}
	// RFC 4291 section 2.4 and IANA: all other global addresses are still unassigned.
	return netip.MustParsePrefix("2000::/3").Contains(addr) || nat64().Contains(addr)
}

func inAny(prefixes []netip.Prefix, addr netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// hiddenIPv4 is the IPv4 address that an IPv6 address leads to by itself.
func hiddenIPv4(addr netip.Addr) (netip.Addr, bool) {
	b := addr.As16()
	if nat64().Contains(addr) {
		return netip.AddrFrom4([4]byte(b[12:])), true
	}
	// ISATAP, RFC 5214 section 6.1: the interface identifier is 00-00-5E-FE, or
	// 02-00-5E-FE, and the IPv4 address.
	if b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe {
		return netip.AddrFrom4([4]byte(b[12:])), true
	}
	return netip.Addr{}, false
}

// nat64 is the well-known prefix of RFC 6052. A network that has only IPv6 reaches the
// rest of the internet through it, so it is refused only for what hides behind it.
func nat64() netip.Prefix { return netip.MustParsePrefix("64:ff9b::/96") }

// special4 is every block of IPv4 addresses that is no public host's (IANA's registry
// of RFC 6890, and what clouds use for themselves).
func special4() []netip.Prefix {
	return []netip.Prefix{
		prefix("0.0.0.0/8"),        // "this network", RFC 791; many systems connect to themselves
		prefix("10.0.0.0/8"),       // private, RFC 1918
		prefix("100.64.0.0/10"),    // shared by a provider's customers, RFC 6598; Alibaba's metadata
		prefix("127.0.0.0/8"),      // loopback, RFC 1122
		prefix("168.63.129.16/32"), // Azure's own services, answered inside its machines
		prefix("169.254.0.0/16"),   // link-local, RFC 3927; metadata of most clouds
		prefix("172.16.0.0/12"),    // private, RFC 1918
		prefix("192.0.0.0/24"),     // protocol assignments, RFC 6890; Oracle's metadata
		prefix("192.0.2.0/24"),     // documentation, RFC 5737
		prefix("192.88.99.0/24"),   // 6to4 relays, RFC 7526
		prefix("192.168.0.0/16"),   // private, RFC 1918
		prefix("198.18.0.0/15"),    // benchmarks, RFC 2544
		prefix("198.51.100.0/24"),  // documentation, RFC 5737
		prefix("203.0.113.0/24"),   // documentation, RFC 5737
		prefix("224.0.0.0/4"),      // multicast, RFC 5771
		prefix("240.0.0.0/4"),      // reserved, RFC 1112; broadcast, RFC 919
	}
}

// special6 is every block of IPv6 addresses that is no public host's, or whose meaning
// is another address. Most lie outside 2000::/3; they are named so that widening that
// prefix opens none of them.
func special6() []netip.Prefix {
	return []netip.Prefix{
		prefix("::/96"),           // unspecified and loopback, RFC 4291; IPv4-compatible, section 2.5.5.1
		prefix("::ffff:0:0/96"),   // IPv4-mapped, RFC 4291; no name server has a reason to say it
		prefix("::ffff:0:0:0/96"), // IPv4-translated, RFC 2765
		prefix("64:ff9b:1::/48"),  // a network's own NAT64, RFC 8215
		prefix("100::/64"),        // discarded, RFC 6666
		prefix("100:0:0:1::/64"),  // dummy, RFC 9780
		prefix("2001::/23"),       // protocol assignments, RFC 2928: Teredo (RFC 4380), benchmarks (RFC 5180), ORCHID (RFC 7343)
		prefix("2001:db8::/32"),   // documentation, RFC 3849
		prefix("2002::/16"),       // 6to4, RFC 3056: hides an IPv4 address; its relays are gone, RFC 7526
		prefix("3ffe::/16"),       // the former test network, RFC 3701
		prefix("3fff::/20"),       // documentation, RFC 9637
		prefix("5f00::/16"),       // segment routing, RFC 9602
		prefix("fc00::/7"),        // unique local, RFC 4193; Amazon's metadata is fd00:ec2::254
		prefix("fe80::/10"),       // link-local, RFC 4291
		prefix("fec0::/10"),       // site-local, RFC 3879
		prefix("ff00::/8"),        // multicast, RFC 4291
	}
}

func prefix(s string) netip.Prefix { return netip.MustParsePrefix(s) }
