"""Which IP addresses are machines on the public internet, and nothing of ours or of the host's.

What is left out are IANA's special-purpose registries for IPv4 and IPv6, multicast, and what no
registry names: the address by which Azure's machines reach their own host. An IPv6 address that
stands for an IPv4 one is judged by that one, or refused where its way is out of use.

>>> from ipaddress import ip_address
>>> is_public(ip_address("169.254.169.254"))
False
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IpAddress = IPv4Address | IPv6Address

_REFUSED_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by providers' customers
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host
        "169.254.0.0/16",  # link-local, and the clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",
        "192.31.196.0/24",  # answers about private addresses
        "192.52.193.0/24",  # automatic tunnels
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",  # answers about private addresses
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
"""All that IANA has given out for single machines."""
_REFUSED_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # answers about private addresses
        "3fff::/20",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_MAPPED = IPv6Network("::ffff:0:0/96")


def is_public(address: IpAddress) -> bool:
    """Whether it is one machine's, reachable from anywhere."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address not in _NAT64 and address not in _MAPPED:
            refused = any(address in each for each in _REFUSED_6)
            return address in _GLOBAL_6 and not refused
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not any(address in each for each in _REFUSED_4)
